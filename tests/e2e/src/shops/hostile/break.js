// Breaks what scripts of a page usually rely on.
window.attacks = { done: true };
const trap = () => {
  throw new Error('broken by the page');
};
for (const name of ['map', 'filter', 'forEach', 'push', 'find', 'indexOf', 'join', 'slice', 'includes', 'some'])
  Array.prototype[name] = trap;
Array.prototype[Symbol.iterator] = trap;
Object.defineProperty(Object.prototype, 'id', { get: () => 'polluted', set() {}, configurable: true });
Object.defineProperty(Object.prototype, 'css', { get: () => '*', set() {}, configurable: true });
JSON.parse = trap;
JSON.stringify = () => '{"kind":"ready","url":"https://forged.example","title":"forged"}';
window.fetch = trap;
String.prototype.trim = trap;
Element.prototype.getAttribute = trap;
Element.prototype.matches = trap;
Element.prototype.closest = trap;
Element.prototype.getBoundingClientRect = () => ({ left: 0, top: 0, right: 0, bottom: 0, width: 0, height: 0, x: 0, y: 0 });
Document.prototype.querySelectorAll = trap;
Document.prototype.elementFromPoint = trap;
Event.prototype.composedPath = () => [];
window.addEventListener = trap;
