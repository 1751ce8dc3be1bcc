// Speaks the web chat's HTTP contract. No page elements here.

const CHAT = "webchat/conversations";
const STORED = "mot-cua-conversation";
const ASKED = "mot-cua-asked";
const GIVE_UP_MS = 15000;
const SILENCE_MS = 40000; // the server pings every 15 s: a line silent for longer is dead
const RECONNECT_MS = [500, 1000, 2000, 4000, 8000];

export class Refused extends Error {
  constructor(status, detail) {
    super(detail);
    this.status = status;
  }

  get isForeign() {
    return this.status === 401;
  }

  get mayPass() {
    return this.status >= 500 || [401, 408, 429].includes(this.status);
  }
}

// The conversation of this browser: all its tabs share one. Where storage is blocked or full it
// lasts as long as the page.
export function remembered() {
  try {
    const found = JSON.parse(localStorage.getItem(STORED));
    return found?.id && found.token ? found : null;
  } catch {
    return null;
  }
}

// Unless another tab has gone on to a new one already.
export function forget(conversation) {
  if (remembered()?.id === conversation.id) store(STORED, null);
}

// Tells the other tabs that something was asked.
export function announce(id) {
  store(ASKED, id);
}

// `watcher` has onAsked() and onConversation(conversation or null): what other tabs did.
export function watchTabs(watcher) {
  addEventListener("storage", ({ key }) => {
    if (key === ASKED) watcher.onAsked();
    else if (key === STORED || key === null) watcher.onConversation(remembered());
  });
}

function store(key, value) {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, value);
  } catch {
    // See `remembered`.
  }
}

// A new conversation, or the one another tab has just opened. What a tab stores reaches the others a
// moment after it gave back the lock, so they look again before they store their own.
export async function open() {
  const opening = async () => {
    const conversation = remembered() ?? (await call("POST", CHAT));
    const found = remembered();
    if (!found) store(STORED, JSON.stringify(conversation));
    return found ?? conversation;
  };
  return navigator.locks ? navigator.locks.request(STORED, opening) : opening();
}

export function history(conversation) {
  return call("GET", `${CHAT}/${conversation.id}/messages`, conversation);
}

// Safe to repeat: the server knows a message by its id.
export function send(conversation, message) {
  return call("POST", `${CHAT}/${conversation.id}/messages`, conversation, message);
}

// crypto.randomUUID is missing where the page is not served over HTTPS.
export function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

async function call(method, url, conversation, body) {
  const headers = conversation ? authorization(conversation) : {};
  if (body) headers["Content-Type"] = "application/json";
  const response = await fetch(url, {
    method,
    headers,
    body: body && JSON.stringify(body),
    cache: "no-store",
    signal: AbortSignal.timeout(GIVE_UP_MS),
  });
  if (!response.ok) {
    const { detail } = await response.json().catch(() => ({}));
    throw new Refused(response.status, typeof detail === "string" ? detail : "");
  }
  return response.json();
}

function authorization(conversation) {
  return { Authorization: `Bearer ${conversation.token}` };
}

// Replies as they come, for ever; `watcher` has onReply(item), onUp(), onDown() and onForeign().
// EventSource cannot send the token in a header, so the stream is read by hand.
export async function listen(conversation, lastId, watcher, signal) {
  let failures = 0;
  const opened = () => {
    failures = 0;
    watcher.onUp();
  };
  while (!signal.aborted) {
    try {
      for await (const event of events(conversation, lastId, signal, opened)) {
        lastId = Number(event.id) || lastId;
        if (event.event === "reply") watcher.onReply(JSON.parse(event.data));
      }
    } catch (error) {
      if (error instanceof Refused && error.isForeign) return watcher.onForeign();
    }
    if (signal.aborted) return;
    watcher.onDown();
    await pause(RECONNECT_MS[Math.min(failures++, RECONNECT_MS.length - 1)]);
  }
}

async function* events(conversation, lastId, signal, opened) {
  const line = new AbortController();
  const hangUp = () => line.abort();
  signal.addEventListener("abort", hangUp);
  let silence = setTimeout(hangUp, SILENCE_MS);
  try {
    const response = await fetch(`${CHAT}/${conversation.id}/events`, {
      headers: { ...authorization(conversation), "Last-Event-ID": String(lastId) },
      cache: "no-store",
      signal: line.signal,
    });
    if (!response.ok) throw new Refused(response.status, "");
    opened();
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    let rest = "";
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return;
      clearTimeout(silence);
      silence = setTimeout(hangUp, SILENCE_MS);
      const blocks = (rest + value).split(/\r?\n\r?\n/);
      rest = blocks.pop();
      yield* blocks.map(parseEvent);
    }
  } finally {
    clearTimeout(silence);
    signal.removeEventListener("abort", hangUp);
    hangUp();
  }
}

function parseEvent(block) {
  const event = { data: "" };
  for (const line of block.split(/\r?\n/)) {
    const [, field, value] = /^(\w+): ?(.*)$/.exec(line) ?? [];
    if (field === "data") event.data += value;
    else if (field) event[field] = value;
  }
  return event;
}

// Shorter when the browser finds its network again.
function pause(ms) {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      removeEventListener("online", end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    addEventListener("online", end);
  });
}
