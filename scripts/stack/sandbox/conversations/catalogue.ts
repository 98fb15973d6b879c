import { bookFirstVisit } from "./book-first-visit";
import type { Conversation } from "./conversation";
import { noAnswer } from "./no-answer";
import { testDrive } from "./test-drive";
import { transferToSales } from "./transfer-to-sales";

/** Every written conversation. */
export const CONVERSATIONS: readonly Conversation[] = [bookFirstVisit, testDrive, transferToSales, noAnswer];

const BY_ID = new Map(CONVERSATIONS.map((conversation) => [conversation.id, conversation]));

/** The conversation of an id, or undefined. */
export const findConversation = (id: string): Conversation | undefined => BY_ID.get(id);
