/** A Kakao business channel and its approved templates, by notification kind. Kinds without one go as plain text. */
export interface AlimTalk {
  channelId: string;
  templates: ReadonlyMap<string, string>;
}

const maxContentChars = 1_000; // Kakao's own limit of an AlimTalk

/**
 * How a notification goes as AlimTalk; null where no template was approved for its kind, or the text is too long for
 * one. The templates' variables are #{내용} (the whole text) and #{금액} (the amount). The service itself sends the plain
 * text instead to a phone without KakaoTalk, once.
 */
export function alimTalkOptions(
  { channelId, templates }: AlimTalk,
  notification: { kind: string; amountWon: string | null },
  text: string,
): { pfId: string; templateId: string; variables: Record<string, string>; disableSms: boolean } | null {
  const templateId = templates.get(notification.kind);
  if (!templateId || text.length > maxContentChars) return null;
  const amount = notification.amountWon ? `${BigInt(notification.amountWon).toLocaleString("ko-KR")}원` : "-";
  return {
    pfId: channelId,
    templateId,
    variables: { "#{내용}": text, "#{금액}": amount },
    disableSms: false,
  };
}
