// Optional, for a table of bans: buttons in its headings sort the rows; the address keeps by what, and the link to this view leads back.
(() => {
  const d = document, all = s => [...d.querySelectorAll(s)];
  const heads = all('th[data-by]'), table = heads[0].closest('table');
  let rows, groups, one;  // come after the headings
  const view = d.querySelector('.views [aria-current]');
  const order = new Intl.Collator(d.documentElement.lang, {numeric: true}).compare;
  const live = d.querySelector('main').appendChild(d.createElement('p'));
  live.className = 'vh';
  live.setAttribute('role', 'status');
  const sort = (head, down) => {
    if (!one) {
      rows = all('.bans tbody tr[id]');
      groups = [...table.tBodies];
      one = groups[0].cloneNode();
      one.removeAttribute('id');
    }
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
      if (d.readyState == 'loading') return addEventListener('DOMContentLoaded', b.onclick);  // not all rows are there
      const down = h.getAttribute('aria-sort') == 'ascending';
      sort(h, down);
      history.replaceState(history.state, '', '?sort=' + (down ? '-' : '') + h.dataset.by);
      live.textContent = 'Sorted by ' + h.textContent.toLowerCase() + ', ' + h.dataset[down ? 'down' : 'up'];
    };
  });
  const [, down, by] = /^(-?)(.*)/.exec(new URLSearchParams(location.search).get('sort') || ''), head = heads.find(h => h.dataset.by == by);
  if (head) addEventListener('DOMContentLoaded', () => sort(head, !!down));
})();
