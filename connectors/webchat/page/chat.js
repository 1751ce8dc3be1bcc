// The chat page: keeps the log in step with the server, takes what the citizen types or taps.

import * as api from "./api.js";
import * as log from "./log.js";
import { failure, line } from "./view.js";

const connection = document.querySelector("#connection");
const composer = document.querySelector("#composer");
const text = document.querySelector("#text");
const file = document.querySelector("#file");

const DOUBLE_CLICK_MS = 1500;
const BLIP_MS = 1000;
const NEWS_MS = 4000;
const RESTORE_AGAIN_MS = 3000;

let conversation = api.remembered();
let listening = new AbortController();
let outgoing = Promise.resolve();
let isDown = false;
let connectionTimer = 0;

const watcher = {
  async onReply(item) {
    if (item.answers && !log.has(item.answers)) {
      // Asked in another tab, or the confirmation of our own message is still on its way.
      await refresh().catch(() => {});
    }
    if (!log.has(item.id)) log.append(line(item));
  },
  onUp() {
    if (!isDown) return;
    isDown = false;
    tell(connection.textContent && "Đã nối lại.");
    refresh().catch(() => {});
    for (const again of log.unsentRetries()) again.click();
  },
  onDown() {
    if (isDown) return;
    isDown = true;
    clearTimeout(connectionTimer);
    connectionTimer = setTimeout(() => {
      connection.textContent = "Mất kết nối. Đang nối lại, tin đã gửi không bị mất.";
    }, BLIP_MS);
  },
  onForeign: leave,
};

restore();

// Keeping in step with the server and the other tabs

async function restore() {
  const wanted = conversation;
  if (!wanted) return;
  try {
    const past = await refresh();
    if (wanted === conversation) follow(past.last_id);
  } catch (error) {
    if (wanted !== conversation) return;
    if (error instanceof api.Refused && error.isForeign) {
      leave();
    } else {
      watcher.onDown();
      setTimeout(restore, RESTORE_AGAIN_MS);
    }
  }
}

async function refresh() {
  const wanted = conversation;
  const past = await api.history(wanted);
  if (wanted === conversation) log.merge(past.messages);
  return past;
}

function follow(lastId) {
  listening.abort();
  listening = new AbortController();
  api.listen(conversation, lastId, watcher, listening.signal);
}

function leave() {
  listening.abort();
  if (conversation) api.forget(conversation);
  conversation = null;
}

api.watchTabs({
  onAsked() {
    if (conversation) refresh().catch(() => {});
  },
  onConversation(other) {
    if (other?.id === conversation?.id) return;
    listening.abort();
    conversation = other;
    log.clear({ everything: false });
    restore();
  },
});

// Sending

function ask(label, content) {
  const message = { ...content, id: api.newId() };
  const element = line({ sender: "citizen", text: label, sent_id: message.id });
  log.append(element);
  deliver(element, message);
}

// One at a time, so that messages arrive in the order in which they were written.
function deliver(element, message) {
  log.mark(element, "sending");
  outgoing = outgoing.then(() => attempt(element, message));
}

async function attempt(element, message) {
  if (!element.isConnected) return; // taken back by a restart
  try {
    const { message_id: id } = await post(message);
    log.settle(element, `in-${id}`);
    api.announce(message.id);
  } catch (error) {
    if (element.id) return; // the history had it meanwhile
    const refused = error instanceof api.Refused ? error : null;
    const again = () => {
      deliver(element, message);
      text.focus({ preventScroll: true });
    };
    const retry = !refused || refused.mayPass ? again : null;
    const notice = failure(refused?.message || "Chưa gửi được.", retry);
    log.mark(element, refused ? "failed" : "failed unsent", notice);
  }
}

async function post(message) {
  if (conversation) {
    try {
      return await api.send(conversation, message);
    } catch (error) {
      if (!(error instanceof api.Refused && error.isForeign)) throw error;
      leave(); // the server no longer knows it: go on in a new one
    }
  }
  conversation = await api.open();
  follow(0);
  return api.send(conversation, message);
}

// A notice that goes by itself.
function tell(notice) {
  clearTimeout(connectionTimer);
  connection.textContent = notice;
  connectionTimer = setTimeout(() => { connection.textContent = ""; }, NEWS_MS);
}

function grow() {
  text.style.height = "auto";
  text.style.height = `${text.scrollHeight + 2}px`;
}

// What the citizen does

document.querySelector("#log").addEventListener("click", ({ target }) => {
  const button = target.closest(".buttons button");
  if (!button || button.ariaDisabled) return;
  // A double click is one choice. Not `disabled`: that would take the keyboard's focus away.
  button.ariaDisabled = "true";
  setTimeout(() => { button.ariaDisabled = null; }, DOUBLE_CLICK_MS);
  const { payload, text: typed } = button.dataset;
  ask(button.textContent, payload ? { payload } : { text: typed });
});

composer.addEventListener("submit", (event) => {
  event.preventDefault();
  const typed = text.value.trim();
  text.focus({ preventScroll: true });
  if (!typed) return;
  text.value = "";
  grow();
  ask(typed, { text: typed });
});

text.addEventListener("input", grow);
text.addEventListener("keydown", (event) => {
  // Enter that ends a syllable in an input method (Telex, VNI) does not send; Safari reports it
  // only as key code 229.
  if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === 229) return;
  event.preventDefault();
  if (!event.repeat) composer.requestSubmit();
});

document.querySelector("#attach").addEventListener("click", () => file.click());
file.addEventListener("change", () => {
  attach(file.files);
  file.value = "";
});
addEventListener("dragover", takeFiles);
addEventListener("drop", takeFiles);

// Without this the browser would leave the page and open the file.
function takeFiles(event) {
  if (!event.dataTransfer.types.includes("Files")) return;
  event.preventDefault();
  if (event.type === "drop") attach(event.dataTransfer.files);
}

// The file stays here: only its kind is told, and the answer says what helps instead.
function attach(files) {
  if (!files.length) return;
  const kind = files[0].type.split("/")[0];
  const isKnown = ["image", "audio", "video"].includes(kind);
  ask("[tệp đính kèm]", { attachment: isKnown ? kind : "file" });
}

document.querySelector("#restart").addEventListener("click", () => {
  leave();
  isDown = false;
  log.clear({ everything: true });
  tell("Đã bắt đầu cuộc trò chuyện mới.");
});
