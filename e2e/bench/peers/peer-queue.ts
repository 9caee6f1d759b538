export const peerSchema = "peer";
export const peerQueue = "message";

/** A job: the request's body, and where it goes. */
export interface PeerMessage {
  channelUrl: string;
  message_type: "MESG";
  user_id: string;
  message: string;
  custom_type: string;
  data: string;
  dedup_id: string | null;
}
