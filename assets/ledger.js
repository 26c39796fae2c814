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
  // buttons in a table's headings sort its rows; the address keeps by what, and the link to this view leads back
  const heads = all('th[data-by]'), rows = all('.bans tbody tr[id]');
  if (rows.length > 1) {
    const table = heads[0].closest('table'), groups = [...table.tBodies], one = groups[0].cloneNode();
    const view = d.querySelector('.views [aria-current]');
    const order = new Intl.Collator(d.documentElement.lang, {numeric: true}).compare;
    const live = d.querySelector('main').appendChild(d.createElement('p'));
    live.className = 'vh';
    live.setAttribute('role', 'status');
    one.removeAttribute('id');
    const sort = (head, down) => {
      const key = row => row.cells[head.cellIndex].dataset.sort ?? row.cells[head.cellIndex].textContent.trim();
      // what has no key stands last, whichever way
      one.append(...rows.map(r => [key(r), r]).sort(([a], [b]) => !a - !b || (down ? order(b, a) : order(a, b))).map(e => e[1]));
      groups.forEach(g => g.remove());
      table.append(one);
      heads.forEach(h => h.removeAttribute('aria-sort'));
      head.setAttribute('aria-sort', down ? 'descending' : 'ascending');
      view.removeAttribute('aria-current');
    };
    heads.forEach(h => {
      const b = d.createElement('button');
      b.type = 'button';
      b.append(...h.childNodes);
      h.append(b);
      b.onclick = () => {
        const down = h.getAttribute('aria-sort') == 'ascending';
        sort(h, down);
        history.replaceState(history.state, '', '?sort=' + (down ? '-' : '') + h.dataset.by);
        live.textContent = 'Sorted by ' + h.textContent.toLowerCase() + ', ' + h.dataset[down ? 'down' : 'up'];
      };
    });
    const [, down, by] = /^(-?)(.*)/.exec(new URLSearchParams(location.search).get('sort') || ''), head = heads.find(h => h.dataset.by == by);
    if (head) sort(head, !!down);
  }
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
