// Optional. A timeline works without this file; its filters then cannot look for words, nor are they kept in the address.
(() => {
  const d = document, all = s => [...d.querySelectorAll(s)];
  const place = () => d.getElementById(location.hash.slice(1));
  // an index of years has no events: a link from when it was one page leads to the event's own
  const years = d.querySelector('[data-event]');
  const lead = () => {
    if (location.hash.length > 1 && !place()) location.replace(years.dataset.event.replace('*', location.hash.slice(1)));
  };
  if (years) { addEventListener('hashchange', lead); lead(); }
  // a long timeline is laid out as it comes into view, which may push the place aside that a link has just led to
  if (d.querySelector('.long')) addEventListener('click', e => {
    const settle = frames => { place()?.scrollIntoView(); if (frames) requestAnimationFrame(() => settle(frames - 1)); };
    if (e.target.closest('a[href^="#"]')) setTimeout(settle, 0, 8);
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
