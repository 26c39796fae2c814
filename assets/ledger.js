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
  // a link to a folded entry opens it
  const show = () => {
    const t = location.hash && d.getElementById(decodeURIComponent(location.hash.slice(1)));
    const f = t && (t.querySelector('details') || t.closest('details'));
    if (f) f.open = true;
  };
  addEventListener('hashchange', show); show();
  // filters: keep them in the address, say the count once
  const form = d.querySelector('.tl-filter');
  if (!form) return;
  const boxes = [...form.querySelectorAll('input')], pick = form.querySelector('select');
  const asked = new URLSearchParams(location.search), off = (asked.get('hide') || '').split(',');
  boxes.forEach(b => { if (off.includes(b.value)) b.checked = false; });
  if (pick && [...pick.options].some(o => o.value === asked.get('actor'))) pick.value = asked.get('actor');
  if (asked.has('hide') || asked.has('actor')) form.closest('details').open = true;
  const live = form.appendChild(d.createElement('p'));
  live.className = 'vh';
  live.setAttribute('role', 'status');
  const tell = () => {
    const q = new URLSearchParams(), hide = boxes.filter(b => !b.checked).map(b => b.value);
    if (hide.length) q.set('hide', hide);
    if (pick && pick.value) q.set('actor', pick.value);
    history.replaceState(history.state, '', location.pathname + (String(q) && '?' + q));
    const n = all('.evt');
    live.textContent = n.filter(e => e.getClientRects().length).length + ' of ' + n.length + ' shown';
  };
  form.addEventListener('change', tell);
  form.addEventListener('reset', () => setTimeout(tell));
})();
