export const notificationErrorCodes = ["NOTIFICATION_NOT_FAILED"] as const;
export type NotificationErrorCode = (typeof notificationErrorCodes)[number];
