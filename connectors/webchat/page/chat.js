// The chat page: shows the conversation, takes what the citizen types or taps.

import { Refused, forget, history, listen, open, remembered, send } from "./api.js";

const log = document.querySelector("#log");
const welcome = document.querySelector("#welcome");
const typing = document.querySelector("#typing");
const connection = document.querySelector("#connection");
const composer = document.querySelector("#composer");
const text = document.querySelector("#text");
const file = document.querySelector("#file");

const LINK = /(https?:\/\/[^\s<>"']+[^\s<>"'.,;:)])/g;
const TYPING_AT_MOST_MS = 30000;

let conversation = null;
let listening = new AbortController();
let typingTimer = 0;

start();

async function start() {
  conversation = remembered();
  if (conversation) await restore();
  text.focus({ preventScroll: true });
}

async function restore() {
  try {
    const past = await history(conversation);
    show(past.messages);
    showTyping(past.waiting);
    follow(past.last_id);
  } catch (error) {
    if (error instanceof Refused) {
      forget();
      conversation = null;
    } else {
      showConnection("Chưa kết nối được. Đang thử lại…");
      setTimeout(restore, 3000);
    }
  }
}

function follow(lastId) {
  listening.abort();
  listening = new AbortController();
  listen(conversation, lastId, { onReply, onUp, onDown }, listening.signal);
}

function onUp() {
  connection.hidden = true;
}

function onDown() {
  showConnection("Mất kết nối. Đang nối lại, câu hỏi đã gửi không bị mất.");
}

async function onReply(item) {
  showTyping(false);
  const known = !item.answers || document.getElementById(item.answers);
  if (!known && !log.querySelector(".sending")) {
    // Asked in another tab: show that question too.
    show((await history(conversation)).messages);
  } else if (!document.getElementById(item.id)) {
    append(line(item));
  }
}

async function ask(label, content) {
  const message = { ...content, id: crypto.randomUUID?.() ?? String(Math.random()).slice(2) };
  const element = line({ sender: "citizen", text: label });
  element.classList.add("sending");
  append(element);
  await deliver(element, message);
}

async function deliver(element, message) {
  element.querySelector(".state")?.remove();
  showTyping(true);
  try {
    if (!conversation) {
      conversation = await open();
      follow(0);
    }
    const { message_id: id } = await send(conversation, message);
    element.id ||= `in-${id}`;
    element.classList.remove("sending");
  } catch (error) {
    showTyping(false);
    element.append(failure(error, () => deliver(element, message)));
  }
}

function failure(error, retry) {
  const state = document.createElement("p");
  state.className = "state";
  state.setAttribute("role", "alert");
  state.textContent = error instanceof Refused && error.message ? error.message : "Chưa gửi được. ";
  const again = document.createElement("button");
  again.type = "button";
  again.textContent = "Gửi lại";
  again.addEventListener("click", retry, { once: true });
  state.append(" ", again);
  return state;
}

function show(items) {
  log.replaceChildren(welcome, ...items.map(line));
  log.scrollTop = log.scrollHeight;
}

function append(element) {
  log.append(element);
  log.scrollTop = log.scrollHeight;
}

function line(item) {
  const element = document.createElement("section");
  element.className = `line ${item.sender}`;
  if (item.id) element.id = item.id;
  const who = document.createElement("span");
  who.className = "visually-hidden";
  who.textContent = item.sender === "citizen" ? "Anh/chị: " : "Trợ lý: ";
  const bubble = document.createElement("p");
  bubble.className = "bubble";
  bubble.append(who, ...linked(item.text));
  element.append(bubble);
  if (item.buttons?.length) element.append(choices(item.buttons));
  return element;
}

function linked(content) {
  return content.split(LINK).map((part) => {
    if (!/^https?:\/\//.test(part)) return document.createTextNode(part);
    const link = document.createElement("a");
    link.href = part;
    link.textContent = part;
    link.target = "_blank";
    link.rel = "noopener noreferrer";
    return link;
  });
}

function choices(buttons) {
  const group = document.createElement("div");
  group.className = "buttons";
  for (const { title, payload } of buttons) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = title;
    button.dataset.payload = payload;
    group.append(button);
  }
  return group;
}

function showTyping(on) {
  clearTimeout(typingTimer);
  typing.hidden = !on;
  if (on) {
    typingTimer = setTimeout(() => showTyping(false), TYPING_AT_MOST_MS);
    log.scrollTop = log.scrollHeight;
  }
}

function showConnection(message) {
  connection.textContent = message;
  connection.hidden = false;
}

function grow() {
  text.style.height = "auto";
  text.style.height = `${text.scrollHeight + 2}px`;
}

log.addEventListener("click", (event) => {
  const button = event.target.closest(".buttons button");
  if (!button || button.disabled) return;
  // A double click is one choice.
  button.disabled = true;
  setTimeout(() => { button.disabled = false; }, 1500);
  const { payload, text: typed } = button.dataset;
  ask(button.textContent, payload ? { payload } : { text: typed });
  text.focus({ preventScroll: true });
});

composer.addEventListener("submit", (event) => {
  event.preventDefault();
  const typed = text.value.trim();
  if (!typed) return;
  text.value = "";
  grow();
  ask(typed, { text: typed });
});

text.addEventListener("input", grow);
text.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    composer.requestSubmit();
  }
});

document.querySelector("#attach").addEventListener("click", () => file.click());
file.addEventListener("change", () => {
  const kind = file.files[0]?.type.split("/")[0];
  if (file.files.length) {
    const known = ["image", "audio", "video"].includes(kind);
    ask("[tệp đính kèm]", { attachment: known ? kind : "file" });
  }
  file.value = "";
});

document.querySelector("#restart").addEventListener("click", () => {
  listening.abort();
  forget();
  conversation = null;
  showTyping(false);
  connection.hidden = true;
  show([]);
  text.focus();
});
