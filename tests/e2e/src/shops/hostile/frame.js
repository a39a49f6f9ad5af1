// Looks whether the panel's own page came up in the frame.
window.attacks = {};
const frame = document.querySelector('#panel');
const look = () => {
  let inside = 'unreachable';
  try {
    inside = frame.contentDocument?.body?.textContent ?? 'nothing';
  } catch (error) {
    inside = `refused: ${error.name}`;
  }
  attacks.frame = { inside };
  attacks.done = true;
};
frame.addEventListener('load', look);
setTimeout(look, 1500);
