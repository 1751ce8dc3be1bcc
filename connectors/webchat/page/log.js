// The log: which lines it holds, in which order, and what of it is in sight.

import { line } from "./view.js";

const main = document.querySelector("main");
const log = document.querySelector("#log");
const welcome = document.querySelector("#welcome");
const typing = document.querySelector("#typing > p");

const TYPING_AT_MOST_MS = 30000;
const GAP_PX = 12;

let typingTimer = 0;

export function has(id) {
  return document.getElementById(id) !== null;
}

// What the server has stands before what it was not yet given.
export function append(element) {
  let previous = log.lastElementChild;
  while (element.id && !previous.id) previous = previous.previousElementSibling;
  previous.after(element);
  showTyping();
  reveal(element);
}

// Adds what is missing of `items`. Lines that are here stay untouched, so that a screen reader
// does not read them again.
export function merge(items) {
  let previous = welcome;
  let newest = null;
  for (const item of items) {
    let element = known(item);
    if (!element) {
      element = newest = line(item);
      previous.after(element);
    }
    previous = element;
  }
  showTyping();
  if (newest) reveal(newest);
}

function known(item) {
  const element = document.getElementById(item.id);
  if (element || !item.sent_id) return element;
  const unconfirmed = log.querySelector(`[data-sent="${CSS.escape(item.sent_id)}"]`);
  if (unconfirmed) settle(unconfirmed, item.id);
  return unconfirmed;
}

// The server has this line. It may stand here twice: the same question from two tabs is one.
export function settle(element, id) {
  const twin = document.getElementById(id);
  if (twin && twin !== element) {
    element.remove();
  } else {
    element.id = id;
    mark(element, "");
  }
}

// state: "sending", "failed", "failed unsent" (never reached the server) or "" once it has.
// notice: an element that says why it failed.
export function mark(element, state, notice = "") {
  element.querySelector(".state")?.remove();
  element.className = `line citizen ${state}`.trim();
  element.append(notice);
  showTyping();
  stayAtEnd();
}

// What the server has goes; what was not sent yet stays unless `everything` is to go.
export function clear({ everything }) {
  for (const element of log.querySelectorAll(".line:not(#welcome)")) {
    if (everything || !element.matches(".sending, .unsent")) element.remove();
  }
  showTyping();
  if (everything) main.scrollTop = 0;
}

export function unsentRetries() {
  return log.querySelectorAll(".unsent .state button");
}

// Shown while the newest message that the server has waits for its first reply.
function showTyping() {
  const last = [...log.querySelectorAll(".citizen[id]")].at(-1);
  const isWaiting = last && !log.querySelector(`[data-answers="${last.id}"]`);
  clearTimeout(typingTimer);
  typing.hidden = !isWaiting;
  if (isWaiting) typingTimer = setTimeout(() => { typing.hidden = true; }, TYPING_AT_MOST_MS);
  stayAtEnd();
}

// Scrolls to the end, but never past the beginning of the newest turn: a long answer is read from
// its top.
function reveal(newest) {
  const turn = newest.dataset.answers;
  let first = newest;
  for (let above; turn && (above = first.previousElementSibling); first = above) {
    const isSameTurn = above.id === turn || above.dataset.answers === turn;
    if (!isSameTurn || newest.offsetTop - above.offsetTop > main.clientHeight / 2) break;
  }
  main.scrollTop = first.offsetTop - GAP_PX;
  noteEnd();
}

// A notice makes the log longer, the keyboard of a phone makes it smaller: who was at its end stays
// there.
let isAtEnd = true;
main.addEventListener("scroll", noteEnd);
new ResizeObserver(stayAtEnd).observe(main);

function noteEnd() {
  isAtEnd = main.scrollHeight - main.scrollTop - main.clientHeight < GAP_PX;
}

function stayAtEnd() {
  if (isAtEnd) main.scrollTop = main.scrollHeight;
}
