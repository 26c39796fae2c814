// The page /check/: takes a text from the reader, asks Matching, shows the verdict. It sends nothing anywhere.
(() => {
  const d = document, of = id => d.getElementById(id);
  const { match, Prepared } = Matching;  // throws where the browser is too old: then the page keeps its words for that
  const { quotes, sources, rules } = JSON.parse(of('check-data').textContent);
  of('check-off').replaceWith(of('check-form').content);
  const form = d.querySelector('.chk'), pick = of('check-quote'), printed = of('check-printing'), text = of('check-text');
  const sought = of('check-sought'), status = of('check-verdict'), result = of('check-result');
  const AROUND = 90, OPENING = 90, site = d.documentElement.lang;
  const number = value => value.toLocaleString(site);
  const el = (tag, props, ...inside) => {
    const made = Object.assign(d.createElement(tag), props);
    made.append(...inside);
    return made;
  };
  const opening = ({ edited, exact }) => {
    const whole = (edited || exact).split(/\s+/).join(' ');
    return whole.length > OPENING ? `${whole.slice(0, whole.lastIndexOf(' ', OPENING))} …` : whole;
  };
  let opened = null;  // the bytes of a file, as long as the text is what they gave

  // ---- choosing

  const speakers = Map.groupBy ? Map.groupBy(quotes, quote => quote.speaker)
    : quotes.reduce((found, quote) => found.set(quote.speaker, [...found.get(quote.speaker) ?? [], quote]), new Map());
  for (const [speaker, said] of speakers)
    pick.append(el('optgroup', { label: speaker }, ...said.map(quote => el('option', { value: quote.id }, opening(quote.printings[0])))));
  const chosen = () => {
    const quote = quotes.find(each => each.id === pick.value);
    return { quote, printing: quote && quote.printings[printed.selectedIndex] };
  };
  const choose = () => {
    const { quote } = chosen();
    printed.replaceChildren(...(quote ? quote.printings : []).map(
      printing => el('option', { value: printing.source }, `${sources[printing.source].name}: ${printing.role}`)));
    show();
  };
  const show = () => {
    const { quote, printing } = chosen(), words = sought.querySelector('blockquote'), acts = sought.querySelector('.acts');
    clear();
    sought.hidden = !printing;
    if (!printing) return;
    const { name, url } = sources[printing.source];
    of('check-says').textContent = printing.edited ? `We print these words of ${name}, with edits that we declare:` : `We say that ${name} prints:`;
    words.replaceChildren(el('p', {}, `“${printing.edited || printing.exact}”`));
    Object.assign(words, { lang: printing.edited ? quote.language : printing.language, dir: 'auto' });
    acts.replaceChildren(el('a', { href: `../quotes/${quote.id}/index.html` }, 'The quotation'));
    if (url) acts.append(' ', el('a', { href: url, rel: 'noopener' }, `Open ${name} `, el('span', { ariaHidden: 'true' }, '↗')));
  };
  const clear = () => { status.textContent = ''; result.replaceChildren(); };

  // ---- files

  const BLOCKS = 'address,article,aside,blockquote,br,dd,div,dl,dt,figcaption,figure,footer,form,h1,h2,h3,h4,h5,h6,header,hr,li,'
    + 'main,nav,ol,p,pre,section,table,td,th,title,tr,ul';
  const decoded = bytes => {
    try {
      return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    } catch {
      const named = /charset\s*=\s*["']?([\w.:-]+)/i.exec(new TextDecoder('windows-1252').decode(bytes.slice(0, 4096)));
      try { return new TextDecoder(named[1]).decode(bytes); } catch { return new TextDecoder('windows-1252').decode(bytes); }
    }
  };
  const words = html => {
    const page = new DOMParser().parseFromString(html, 'text/html');  // a document that loads and runs nothing
    page.querySelectorAll('script,style,noscript,template').forEach(each => each.remove());
    page.querySelectorAll(BLOCKS).forEach(each => { each.before('\n'); each.after('\n'); });
    return page.documentElement.textContent.replace(/[^\S\n\u00a0]+/g, ' ').replace(/ ?\n\s*/g, '\n').trim();
  };
  const open = async file => {
    if (!file) return;
    opened = await file.arrayBuffer();
    const found = decoded(opened);
    text.value = /\.html?$/i.test(file.name) ? words(found) : found;
    clear();
  };

  // ---- comparing

  const compared = (quote, printing, theirs) => {
    const { exact, prefix, suffix, language, edited } = printing, lostLigatures = sources[printing.source].pdf;
    const found = match(exact, theirs, { prefix, suffix, language, lostLigatures });
    if (found.state !== 'verified' || !edited) return found;
    return match(edited, theirs, { declaredEdits: true, language: quote.language, lostLigatures });
  };
  const verdict = found => {
    if (found.rung) return `Found. ${rules[found.rung].result}.`;
    if (found.state === 'not-found') return 'Not found. Nothing in your text comes near these words.';
    return found.kind === 'edited' ? 'Not word for word: small words or marks differ.' : 'Not word for word: words that carry meaning differ.';
  };
  const place = (found, characters, language) => {
    const context = el('p', { className: 'ctx', lang: language, dir: 'auto' }, '…', characters.slice(Math.max(found.start - AROUND, 0), found.start).join(''));
    let at = found.start;
    for (const [start, end] of found.spans) {
      context.append(characters.slice(at, start).join(''), el('mark', {}, characters.slice(start, end).join('')));
      at = end;
    }
    context.append(characters.slice(at, at + AROUND).join(''), '…');
    const times = found.hits > 1 ? ` It stands there ${number(found.hits)} times; this is the place that fits best.` : '';
    const where = `Characters ${number(found.start)} to ${number(found.end)} of ${number(characters.length)}.${times}`;
    return [el('h2', {}, found.rung ? 'Where it stands' : 'The passage that comes nearest'), context, el('p', { className: 'meta' }, where)];
  };
  const change = (tag, said, piece) => piece.trim() ? [el(tag, {}, el('span', { className: 'vh' }, said), piece)] : [piece];
  const differences = (parts, language) => {
    const shown = parts.flatMap(({ op, ours, theirs }) => op === 'same' ? [theirs]
      : [...(ours ? change('del', 'missing: ', ours) : []), ...(theirs ? change('ins', ours ? 'instead: ' : 'added: ', theirs) : [])]);
    if (!shown.some(each => each.nodeType)) return [];
    return [
      el('h2', {}, 'Word by word'),
      el('p', {}, el('del', {}, 'Struck'), ' words of ours are missing in your text; ', el('ins', {}, 'underlined'), ' words stand there instead or besides.'),
      el('p', { className: 't', lang: language, dir: 'auto' }, ...shown),
    ];
  };
  const copy = async (source, value, bytes) => {
    if (!window.crypto?.subtle) return [];  // not to be had on plain http
    const found = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes ?? new TextEncoder().encode(value)));
    const digest = [...found].map(byte => byte.toString(16).padStart(2, '0')).join(''), known = bytes ? source.raw : source.text;
    const same = !known ? 'We hold no copy to compare it with.' : digest.startsWith(known) ? 'The very copy that we compared with.'
      : 'Not the copy that we compared with, letter for letter; a page’s menus and notes suffice for that.';
    return [el('h2', {}, bytes ? 'Your file' : 'Your text'), el('p', {}, 'SHA-256 ', el('code', {}, digest), el('br'), same)];
  };
  const compare = async () => {
    const { quote, printing } = chosen(), { value } = text, bytes = opened, source = sources[printing.source];
    const found = compared(quote, printing, new Prepared(value));
    status.replaceChildren(el('strong', {}, verdict(found)));
    const said = [el('p', {}, found.rung ? `${rules[found.rung].liberty} ` : '', `Our own check of this printing says: ${printing.result}.`)];
    if (found.state === 'not-found') said.push(el('p', {}, 'Was all of the article there? Some pages fetch their text late, or show it to subscribers only.'));
    else said.push(...place(found, [...value], printing.language));
    if (found.rung !== 'N1') said.push(...differences(found.differences, printing.language));
    result.replaceChildren(...said);
    const lines = await copy(source, value, bytes);
    if (said[0].isConnected) result.append(...lines);
  };

  pick.addEventListener('change', choose);
  printed.addEventListener('change', show);
  text.addEventListener('input', () => { opened = null; clear(); });
  of('check-file').addEventListener('change', event => open(event.target.files[0]));
  form.addEventListener('submit', event => { event.preventDefault(); compare(); });
  pick.value = quotes.find(quote => quote.id === new URLSearchParams(location.search).get('quote'))?.id ?? '';
  choose();
})();
