// Speaks the web chat's HTTP contract. No page elements here.

const CHAT = "/webchat/conversations";
const STORED = "mot-cua-conversation";
const RECONNECT_MS = [500, 1000, 2000, 4000, 8000];

export class Refused extends Error {
  constructor(status, detail) {
    super(detail);
    this.status = status;
  }
}

// The conversation of this browser: all its tabs share one.
export function remembered() {
  try {
    return JSON.parse(localStorage.getItem(STORED));
  } catch {
    return null;
  }
}

export function forget() {
  localStorage.removeItem(STORED);
}

export async function open() {
  const conversation = await call("POST", CHAT);
  localStorage.setItem(STORED, JSON.stringify(conversation));
  return conversation;
}

export function history(conversation) {
  return call("GET", `${CHAT}/${conversation.id}/messages`, conversation);
}

export function send(conversation, message) {
  return call("POST", `${CHAT}/${conversation.id}/messages`, conversation, message);
}

async function call(method, url, conversation, body) {
  const headers = {};
  if (conversation) headers.Authorization = `Bearer ${conversation.token}`;
  if (body) headers["Content-Type"] = "application/json";
  const response = await fetch(url, { method, headers, body: body && JSON.stringify(body) });
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) throw new Refused(response.status, answer.detail ?? "");
  return answer;
}

// Replies as they come, for ever; `watcher` has onReply(item), onUp() and onDown().
// EventSource cannot send the token in a header, so the stream is read by hand.
export async function listen(conversation, lastId, watcher, signal) {
  let failures = 0;
  while (!signal.aborted) {
    try {
      const response = await fetch(`${CHAT}/${conversation.id}/events`, {
        headers: { Authorization: `Bearer ${conversation.token}`, "Last-Event-ID": String(lastId) },
        signal,
      });
      if (!response.ok) throw new Refused(response.status, "");
      failures = 0;
      watcher.onUp();
      for await (const event of events(response.body)) {
        lastId = Number(event.id) || lastId;
        if (event.event === "reply") watcher.onReply(JSON.parse(event.data));
      }
    } catch (error) {
      if (signal.aborted || (error instanceof Refused && error.status === 401)) return;
    }
    watcher.onDown();
    await pause(RECONNECT_MS[Math.min(failures++, RECONNECT_MS.length - 1)]);
  }
}

async function* events(body) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let buffer = "";
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    buffer += value.replaceAll("\r\n", "\n");
    let end;
    while ((end = buffer.indexOf("\n\n")) >= 0) {
      yield parseEvent(buffer.slice(0, end));
      buffer = buffer.slice(end + 2);
    }
  }
}

function parseEvent(block) {
  const event = { data: "" };
  for (const line of block.split("\n")) {
    const [, field, value] = /^(\w*):? ?(.*)$/.exec(line) ?? [];
    if (field === "data") event.data += value;
    else if (field) event[field] = value;
  }
  return event;
}

function pause(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
