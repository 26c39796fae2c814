// Optional. Every page works without this file.
(() => {
  const d = document, all = s => [...d.querySelectorAll(s)];
  // links name index.html so that pages work from disk; on a server the address is shown clean
  if (/^https?:$/.test(location.protocol) && location.pathname.endsWith('/index.html'))
    history.replaceState(history.state, '', location.pathname.slice(0, -10) + location.search + location.hash);
  // open every fold for printing, close again after
  let opened = [];
  addEventListener('beforeprint', () => { opened = all('details:not([open])'); opened.forEach(e => e.open = true); });
  addEventListener('afterprint', () => opened.forEach(e => e.open = false));
  // a link to a folded entry opens it; in an index of years, which has no entries, it leads to the event's own page
  const named = () => {
    let id = location.hash.slice(1);
    try { id = decodeURIComponent(id); } catch { /* a stray % is part of the name */ }
    return [id, id && d.getElementById(id)];
  };
  const show = () => {
    const [id, t] = named(), f = t && (t.querySelector('details') || t.closest('details'));
    if (f) f.open = true;
    const years = d.querySelector('[data-event]');
    if (years && id && !t) location.replace(years.dataset.event.replace('*', encodeURIComponent(id)));
  };
  addEventListener('hashchange', show); show();
  // a long timeline is laid out as it comes into view, which may push the place aside that a link has just led to
  if (d.querySelector('.long')) addEventListener('click', e => {
    if (e.target.closest('a[href^="#"]')) setTimeout(() => named()[1]?.scrollIntoView(), 100);
  });
  // filters: by words too, kept in the address, the count said once
  const form = d.querySelector('.tl-filter');
  if (!form) return;
  const tl = form.closest('.tl'), boxes = [...form.querySelectorAll('input')], pick = form.querySelector('select');
  const events = all('.evt'), groups = all('.tg').map(e => [e, e.matches('.bucket') ? e.nextElementSibling : e]);
  const add = (name, inside, more) => Object.assign(inside.appendChild(d.createElement(name)), more);
  const find = add('input', add('label', add('p', form), {textContent: 'Containing '}), {type: 'search', name: 'q'});
  form.prepend(find.closest('p'));
  const live = add('p', form, {className: 'vh'});
  live.setAttribute('role', 'status');
  let texts, wait;
  d.querySelector('link[href*="timeline.css"]').disabled = true;
  tl.classList.add('live');
  const apply = () => {
    const hide = boxes.filter(b => !b.checked).map(b => b.value), who = pick ? pick.value : '';
    const said = find.value.trim(), words = said.toLowerCase().split(/\s+/);
    texts = said ? texts || events.map(e => e.textContent.toLowerCase()) : texts;
    tl.classList.toggle('some', !!(hide.length || who || said));
    let n = 0;
    events.forEach((e, i) => {
      const fits = !hide.includes(e.dataset.kind) && (!who || e.dataset.actors.split(' ').includes(who))
        && (!said || words.every(w => texts[i].includes(w)));
      e.classList.toggle('un', !fits);
      n += fits || e.matches(':target');
    });
    groups.forEach(([e, list]) => e.classList.toggle('un', !list.querySelector('.evt:not(.un)')));
    return [hide, who, said, n];
  };
  const tell = () => {
    const q = new URLSearchParams(), [hide, who, said, n] = apply();
    if (said) q.set('q', said);
    if (who) q.set('actor', who);
    if (hide.length) q.set('hide', hide);
    history.replaceState(history.state, '', location.pathname + (String(q) && '?' + q));
    live.textContent = n + ' of ' + events.length + ' events shown';
  };
  const asked = new URLSearchParams(location.search), off = (asked.get('hide') || '').split(',');
  boxes.forEach(b => { if (off.includes(b.value)) b.checked = false; });
  if (pick && [...pick.options].some(o => o.value === asked.get('actor'))) pick.value = asked.get('actor');
  find.value = asked.get('q') || '';
  if ([...asked.keys()].some(k => /^(q|actor|hide)$/.test(k))) { form.closest('details').open = true; apply(); }
  // first the control shows that it was used, then the list follows
  const soon = pause => { clearTimeout(wait); wait = setTimeout(() => requestAnimationFrame(() => setTimeout(tell)), pause); };
  form.addEventListener('input', e => soon(e.target === find ? 200 : 0));
  form.addEventListener('reset', () => soon(0));
  form.addEventListener('submit', e => e.preventDefault());
})();
