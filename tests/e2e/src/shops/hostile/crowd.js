// 200,000 elements, some deep, most wide.
window.attacks = {};
const crowd = document.querySelector('#crowd');
for (let block = 0; block < 400; block += 1) {
  const holder = document.createElement('div');
  let at = holder;
  for (let depth = 0; depth < 100; depth += 1) at = at.appendChild(document.createElement('i'));
  for (let width = 0; width < 400; width += 1) holder.appendChild(document.createElement('b')).className = `c${width}`;
  crowd.append(holder);
}
attacks.done = document.querySelectorAll('*').length;
