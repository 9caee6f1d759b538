export const notificationErrorCodes = ["NOTIFICATION_NOT_FAILED", "NOTIFICATION_NOT_FOUND"] as const;
export type NotificationErrorCode = (typeof notificationErrorCodes)[number];
