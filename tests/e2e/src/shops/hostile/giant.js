// 100 MB of text, and as much in an attribute of the button itself.
window.attacks = {};
const text = 'Add to cart '.repeat(Math.ceil(1e8 / 12));
document.querySelector('#giant').style.display = 'none';
document.querySelector('#giant').textContent = text;
document.querySelector('#buy').setAttribute('data-giant', text);
attacks.done = text.length;
