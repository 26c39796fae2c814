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
    let id = location.hash.slice(1);
    try { id = decodeURIComponent(id); } catch { /* a stray % is part of the name */ }
    const t = id && d.getElementById(id), f = t && (t.querySelector('details') || t.closest('details'));
    if (f) f.open = true;
  };
  addEventListener('hashchange', show); show();
})();
