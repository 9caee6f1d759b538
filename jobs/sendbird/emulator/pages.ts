import { readFileSync } from "node:fs";
import { html, linkify, type SafeHtml } from "./html.ts";
import type { EmulatorChannel, EmulatorMessage, EmulatorSms } from "./records.ts";
import type { Reply } from "./reply.ts";
import type { ChatStore } from "./store.ts";

const PAGE_MESSAGES = 100;
const LIST_CHANNELS = 300;
const STYLE = readFileSync(new URL("./emulator.css", import.meta.url), "utf8");

/**
 * Asks every 1.5 s whether anything has changed, and swaps the live part of the page. Keeps the reader's place,
 * unless the newest message was in view.
 */
const SCRIPT = `"use strict";
const live = document.querySelector("[data-live]");
const scroller = document.querySelector("[data-scroll]");
const atEnd = () => scroller && scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < 80;
if (scroller) scroller.scrollTop = scroller.scrollHeight;
async function refresh() {
  if (document.hidden || !live) return;
  const response = await fetch(location.href, { headers: { "x-live-version": live.dataset.live } });
  if (response.status !== 200) return;
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const fresh = page.querySelector("[data-live]");
  if (!fresh) return;
  const follow = atEnd();
  const side = document.querySelector("[data-side]");
  const freshSide = page.querySelector("[data-side]");
  if (side && freshSide) side.innerHTML = freshSide.innerHTML;
  live.innerHTML = fresh.innerHTML;
  live.dataset.live = fresh.dataset.live;
  if (scroller && follow) scroller.scrollTop = scroller.scrollHeight;
}
setInterval(() => refresh().catch(() => undefined), 1500);
`;

const inSeoul = (options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat("ko-KR", { timeZone: "Asia/Seoul", ...options });
const timeFormat = inSeoul({ hour: "numeric", minute: "2-digit" });
const dayFormat = inSeoul({ year: "numeric", month: "long", day: "numeric", weekday: "long" });
const shortDayFormat = inSeoul({ month: "long", day: "numeric" });
const countFormat = new Intl.NumberFormat("ko-KR");

interface View {
  store: ChatStore;
  nowMs: number;
}

interface PageRequest {
  method: string;
  url: URL;
  /** The version that a live page already shows. */
  knownVersion: string | undefined;
}

/** The pages for people: `/`, `/channels/{url}`, `/sms`, with their style and script. */
export function handlePage(view: View, request: PageRequest): Reply {
  const { store } = view;
  const { method, url } = request;
  if (method !== "GET") return page(405, "지원하지 않는 요청", notice("이 주소는 볼 수만 있어요."));
  if (url.pathname === "/emulator.css") return text("text/css; charset=utf-8", STYLE);
  if (url.pathname === "/live.js") return text("text/javascript; charset=utf-8", SCRIPT);
  if (url.pathname === "/favicon.ico")
    return { kind: "text", status: 204, contentType: "image/x-icon", body: "" };
  if (request.knownVersion === String(store.version)) {
    return { kind: "text", status: 204, contentType: "text/html; charset=utf-8", body: "" };
  }
  if (url.pathname === "/") return channelsPage(view, url.searchParams.get("q") ?? "");
  if (url.pathname === "/sms") return smsPage(store, url.searchParams.get("to") ?? undefined);
  return chatPage(view, url);
}

const text = (contentType: string, body: string): Reply => ({ kind: "text", status: 200, contentType, body });

function page(status: number, title: string, main: SafeHtml): Reply {
  const document = html`<!doctype html>
<html lang="ko">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="stylesheet" href="/emulator.css">
</head>
<body>${main}<script src="/live.js"></script></body>
</html>`;
  return { kind: "text", status, contentType: "text/html; charset=utf-8", body: document.text };
}

const notice = (message: string) =>
  html`<main class="shell"><div class="panel"><p class="empty">${message}</p><p class="empty"><a href="/">채팅 목록으로</a></p></div></main>`;

const FOOTNOTE = html`<p class="footnote">개발용 화면이에요. 실제로 발송되지 않아요.</p>`;

function tabs(current: "chats" | "sms"): SafeHtml {
  const tab = (href: string, label: string, isCurrent: boolean) =>
    isCurrent
      ? html`<a href="${href}" aria-current="page">${label}</a>`
      : html`<a href="${href}">${label}</a>`;
  return html`<nav class="tabs" aria-label="화면">${tab("/", "채팅", current === "chats")}${tab("/sms", "문자", current === "sms")}</nav>`;
}

function channelsPage(view: View, search: string): Reply {
  const main = html`<main class="shell"><section class="panel">
<header class="bar"><h1>채팅</h1>${tabs("chats")}</header>
<form class="search" role="search"><input type="search" name="q" value="${search}" placeholder="채팅방 이름이나 내용 찾기" aria-label="채팅방 찾기"></form>
<div class="scroll" data-live="${view.store.version}">${channelList(view, search, null)}</div>
${FOOTNOTE}</section></main>`;
  return page(200, "채팅", main);
}

const channelName = (channel: EmulatorChannel) => channel.name || channel.channelUrl;

function channelList(view: View, search: string, openUrl: string | null): SafeHtml {
  const { store } = view;
  const wanted = search.trim().toLowerCase();
  const rows = store
    .channels()
    .map((channel) => ({ channel, last: store.lastMessage(channel.channelUrl) }))
    .filter(
      ({ channel, last }) =>
        channelName(channel).toLowerCase().includes(wanted) || last?.text.toLowerCase().includes(wanted),
    )
    .sort((a, b) => (b.last?.createdAtMs ?? 0) - (a.last?.createdAtMs ?? 0))
    .slice(0, LIST_CHANNELS);
  if (rows.length === 0) {
    return html`<p class="empty">${wanted ? "찾는 채팅방이 없어요." : "아직 채팅방이 없어요. 첫 메시지가 오면 여기에 나타나요."}</p>`;
  }
  return html`<ul class="channels">${rows.map(({ channel, last }) => channelRow(view, channel, last, openUrl))}</ul>`;
}

function channelRow(
  { store, nowMs }: View,
  channel: EmulatorChannel,
  last: EmulatorMessage | undefined,
  openUrl: string | null,
): SafeHtml {
  const name = channelName(channel);
  const count = store.messages(channel.channelUrl).length;
  const current = channel.channelUrl === openUrl ? html` aria-current="page"` : null;
  return html`<li><a class="channel" href="/channels/${encodeURIComponent(channel.channelUrl)}"${current}>
<span class="avatar" data-tone="${tone(channel.channelUrl)}" aria-hidden="true">${initial(name)}</span>
<span class="channel-text"><span class="channel-name">${name}</span><span class="preview">${last?.text ?? "메시지 없음"}</span></span>
<span class="channel-side"><time>${last ? shortWhen(last.createdAtMs, nowMs) : ""}</time>${count > 0 ? html`<span class="count">${countFormat.format(count)}</span>` : null}</span></a></li>`;
}

const initial = (name: string) => [...name.replace(/[^\p{L}\p{N}]/gu, "")][0] ?? "#";
const tone = (key: string) => [...key].reduce((sum, char) => sum + (char.codePointAt(0) ?? 0), 0) % 5;

/** The time for today's messages, the day for older ones. */
const shortWhen = (atMs: number, nowMs: number): string =>
  dayFormat.format(atMs) === dayFormat.format(nowMs) ? timeFormat.format(atMs) : shortDayFormat.format(atMs);

function chatPage(view: View, url: URL): Reply {
  const { store } = view;
  const match = /^\/channels\/([^/]+)$/.exec(url.pathname);
  const channel = match?.[1] === undefined ? undefined : store.channel(safeDecode(match[1]));
  if (!channel) return page(404, "없는 채팅방", notice("그런 채팅방은 없어요."));
  const beforeId = Number(url.searchParams.get("before") ?? Number.POSITIVE_INFINITY);
  const all = store.messages(channel.channelUrl).filter((message) => message.messageId < beforeId);
  const shown = all.slice(-PAGE_MESSAGES);
  const oldest = shown[0];
  const earlier =
    oldest && all.length > shown.length
      ? html`<p class="earlier"><a href="?before=${oldest.messageId}">이전 메시지 보기</a></p>`
      : null;
  const main = html`<main class="shell split">
<aside class="panel side"><header class="bar"><h2>채팅</h2>${tabs("chats")}</header><div class="scroll" data-side>${channelList(view, "", channel.channelUrl)}</div></aside>
<section class="panel chat"><header class="bar"><a class="back" href="/" aria-label="채팅 목록으로">‹</a><h1>${channelName(channel)}</h1><span class="members">${channel.memberIds.length}명</span></header>
<div class="scroll room" data-scroll data-live="${store.version}">${earlier}${messageList(store, shown)}</div>
${FOOTNOTE}</section></main>`;
  return page(200, channelName(channel), main);
}

function safeDecode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return "";
  }
}

function messageList(store: ChatStore, messages: EmulatorMessage[]): SafeHtml {
  if (messages.length === 0) return html`<p class="empty">아직 메시지가 없어요.</p>`;
  return html`<ol class="messages">${messages.map((message, index) => messageItem(store, message, messages[index - 1]))}</ol>`;
}

function messageItem(
  store: ChatStore,
  message: EmulatorMessage,
  previous: EmulatorMessage | undefined,
): SafeHtml {
  const day = dayFormat.format(message.createdAtMs);
  const isNewDay = !previous || dayFormat.format(previous.createdAtMs) !== day;
  const continues = !isNewDay && previous?.senderUserId === message.senderUserId;
  const sender = store.user(message.senderUserId)?.nickname || message.senderUserId;
  const who = continues
    ? null
    : html`<span class="avatar" data-tone="${tone(message.senderUserId)}" aria-hidden="true">${initial(sender)}</span><span class="sender">${sender}</span>`;
  return html`${isNewDay ? html`<li class="day"><span>${day}</span></li>` : null}
<li class="message">${who}<p class="bubble">${linkify(message.text)}</p><time>${timeFormat.format(message.createdAtMs)}</time></li>`;
}

const forms: Record<EmulatorSms["form"], string> = { SMS: "문자", LMS: "장문", ATA: "알림톡" };
const phoneText = (to: string) => to.replace(/^(01\d)(\d{3,4})(\d{4})$/, "$1-$2-$3");

function smsPage(store: ChatStore, to: string | undefined): Reply {
  const texts = store.sms(to).slice(-PAGE_MESSAGES).reverse();
  const item = (sms: EmulatorSms) =>
    html`<li><div class="sms-head"><a href="/sms?to=${encodeURIComponent(sms.to)}">${phoneText(sms.to)}</a><time>${forms[sms.form]} · ${dayFormat.format(sms.receivedAtMs)} ${timeFormat.format(sms.receivedAtMs)}</time></div><p class="bubble">${linkify(sms.text)}</p></li>`;
  const list =
    texts.length > 0
      ? html`<ol class="sms">${texts.map(item)}</ol>`
      : html`<p class="empty">받은 문자가 없어요.</p>`;
  const main = html`<main class="shell"><section class="panel">
<header class="bar"><h1>${to === undefined ? "문자" : `${phoneText(to)} 문자`}</h1>${tabs("sms")}</header>
<div class="scroll" data-live="${store.version}">${to === undefined ? null : html`<p class="earlier"><a href="/sms">모든 번호 보기</a></p>`}${list}</div>
${FOOTNOTE}</section></main>`;
  return page(200, "문자", main);
}
