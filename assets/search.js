// The search page's own. Pagefind is loaded with the first search; nothing is sent anywhere.
(() => {
  const d = document, root = new URL('..', d.currentScript.src), off = d.getElementById('search-off'), PAGE = 10;
  if (location.protocol === 'file:') {
    off.textContent = 'Search needs a web server, and this copy was opened from disk. The lists below hold everything it would find.';
    return;
  }
  off.replaceWith(d.getElementById('search-on').content);
  const at = s => d.querySelector('#search ' + s);
  const form = at('form'), box = at('input'), status = at('[role=status]'), list = at('.found'), more = at('.more');
  let pagefind, turn = 0, wait, results = [];

  // a module that failed to load is remembered as failed: the next try needs another address
  const load = () => pagefind ||= import(new URL('pagefind/pagefind.js' + (turn > 1 ? '?' + turn : ''), root))
    .catch(e => { pagefind = null; throw e; });

  const make = (tag, text, name) => {
    const e = d.createElement(tag);
    if (name) e.className = name;
    e.append(text);
    return e;
  };
  // Pagefind's excerpt is text with <mark>, and < and > escaped
  const excerpt = html => {
    const p = make('p', '');
    html.split(/<\/?mark>/).forEach((part, i) => {
      const text = part.replace(/&lt;/g, '<').replace(/&gt;/g, '>');
      p.append(i % 2 ? make('mark', text) : text);
    });
    return p;
  };
  const item = ({raw_url, meta, excerpt: html}) => {
    const li = make('li', ''), a = make('a', meta.title);
    a.href = new URL(raw_url.slice(1), root);
    if (meta.lang) Object.assign(a, {lang: meta.lang, dir: 'auto'});
    const p = make('p', '', 't');
    p.append(a);
    li.append(p, make('p', [meta.kind, meta.date].filter(Boolean).join(' · '), 'meta rec'), excerpt(html));
    return li;
  };

  const show = async mine => {
    const from = list.children.length;
    const data = await Promise.all(results.slice(from, from + PAGE).map(r => r.data()));
    if (mine !== turn) return;
    list.append(...data.map(item));
    const n = results.length, shown = list.children.length, q = box.value.trim();
    status.textContent = (n ? n + (n === 1 ? ' record' : ' records') : 'No record')
      + (q ? ' for “' + q + '”' : '') + (shown < n ? ', the first ' + shown + ' shown' : '') + '.';
    more.hidden = shown >= n;
    return list.children[from];
  };

  const search = async () => {
    clearTimeout(wait);
    const mine = ++turn, asked = new URLSearchParams(), filters = {};
    for (const [name, value] of new FormData(form)) if (value.trim()) {
      asked.set(name, value.trim());
      if (name !== 'q') filters[name] = value;
    }
    history.replaceState(history.state, '', location.pathname + (String(asked) ? '?' + asked : ''));
    try {
      results = String(asked) ? (await (await load()).search(asked.get('q'), {filters})).results : [];
      if (mine !== turn) return;
      list.replaceChildren();
      await show(mine);
      if (!String(asked)) status.textContent = '';
    } catch {
      if (mine !== turn) return;
      list.replaceChildren();
      more.hidden = true;
      status.textContent = 'Search could not be loaded. Try again, or use the lists below.';
    }
  };

  for (const [name, value] of new URLSearchParams(location.search)) {
    const field = form.elements[name];
    if (field && (!field.options || [...field.options].some(o => o.value === value))) field.value = value;
  }
  form.addEventListener('submit', e => { e.preventDefault(); search(); });
  form.addEventListener('change', search);
  box.addEventListener('input', () => { clearTimeout(wait); wait = setTimeout(search, 250); });
  more.addEventListener('click', async () => (await show(turn))?.querySelector('a').focus());
  if (location.search) search(); else box.focus();
})();
