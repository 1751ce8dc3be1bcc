// Makes the elements of the conversation. All text enters as text, never as markup.

// A link, or a code with hyphens (of a dossier) that is easier to copy down in one piece.
const LINK_OR_CODE = /(https?:\/\/[^\s<>"'“”]*[^\s<>"'“”.,;:!?)\]…]|\b[\w.]{1,20}(?:-\d{1,10}){2}\b)/;
const LIST_ITEM = /^(?:[-•]|(\d{1,3})[.)])\s+(.+)$/;
const LINK_LABEL_CHARACTERS = 40;

// One message of either side; `item` is a line of the history, or one not yet sent.
export function line(item) {
  const element = make("div", `line ${item.sender}`);
  if (item.id) element.id = item.id;
  if (item.sent_id) element.dataset.sent = item.sent_id;
  if (item.answers) element.dataset.answers = item.answers;
  const mine = item.sender === "citizen";
  const bubble = make("div", "bubble");
  bubble.append(make("span", "visually-hidden", mine ? "Anh/chị: " : "Trợ lý: "));
  bubble.append(...(mine ? [make("p", "typed", item.text)] : paragraphs(item.text)));
  element.append(bubble);
  if (item.buttons?.length) element.append(choices(item.buttons));
  return element;
}

// Why a line was not sent, with a way to send it again where that may help.
export function failure(reason, retry) {
  const state = make("p", "state");
  state.setAttribute("role", "alert");
  state.append(make("span", "", reason));
  if (retry) {
    const again = button("Gửi lại");
    again.addEventListener("click", retry, { once: true });
    state.append(" ", again);
  }
  return state;
}

function paragraphs(text) {
  const blocks = [];
  let isApart = false;
  for (const row of text.split("\n").map((one) => one.trim())) {
    const [, number, content] = LIST_ITEM.exec(row) ?? [];
    if (content) {
      listAtEnd(blocks, number ? "ol" : "ul").append(listItem(number, content));
    } else if (row) {
      blocks.push(make("p", isApart ? "apart" : "", ...linked(row)));
    }
    isApart = !row && blocks.length > 0;
  }
  return blocks;
}

function listAtEnd(blocks, kind) {
  if (blocks.at(-1)?.localName !== kind) blocks.push(make(kind));
  return blocks.at(-1);
}

function listItem(number, content) {
  const item = make("li", "", ...linked(content));
  if (number) item.value = Number(number);
  return item;
}

function linked(text) {
  return text.split(LINK_OR_CODE).map((part, index) => {
    if (index % 2 === 0) return part;
    return part.startsWith("http") ? link(part) : make("span", "whole", part);
  });
}

function link(url) {
  const label = url.replace(/^https?:\/\//, "").replace(/\/$/, "");
  const isLong = label.length > LINK_LABEL_CHARACTERS;
  const element = make("a", "", isLong ? `${label.slice(0, LINK_LABEL_CHARACTERS)}…` : label);
  element.append(make("span", "visually-hidden", " (mở trang mới)"));
  element.href = url;
  element.target = "_blank";
  element.rel = "noopener noreferrer";
  return element;
}

function choices(buttons) {
  const group = make("div", "buttons");
  group.setAttribute("role", "group");
  group.setAttribute("aria-label", "Lựa chọn");
  for (const { title, payload } of buttons) {
    const choice = button(title);
    choice.dataset.payload = payload;
    group.append(choice);
  }
  return group;
}

function button(title) {
  const element = make("button", "", title);
  element.type = "button";
  return element;
}

function make(kind, className = "", ...content) {
  const element = document.createElement(kind);
  if (className) element.className = className;
  element.append(...content);
  return element;
}
