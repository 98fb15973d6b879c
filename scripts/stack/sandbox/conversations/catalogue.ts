import { angryAboutRepair } from "./angry-about-repair";
import { angryAboutWaiting } from "./angry-about-waiting";
import { appointmentReminder } from "./appointment-reminder";
import { bookFirstVisit } from "./book-first-visit";
import { busy } from "./busy";
import { calendarToolFailure } from "./calendar-tool-failure";
import { cancelAppointment } from "./cancel-appointment";
import { clinicOpeningHours } from "./clinic-opening-hours";
import { clinicVoicemail } from "./clinic-voicemail";
import { confusedCaller } from "./confused-caller";
import type { Conversation } from "./conversation";
import { dealerOpeningHours } from "./dealer-opening-hours";
import { dealerVoicemail } from "./dealer-voicemail";
import { emergencyRedirect } from "./emergency-redirect";
import { financingPrequalification } from "./financing-prequalification";
import { hungUpEarly } from "./hung-up-early";
import { insuranceQuestion } from "./insurance-question";
import { labResultsToolFailure } from "./lab-results-tool-failure";
import { leaseReturnFollowUp } from "./lease-return-follow-up";
import { noAnswer } from "./no-answer";
import { partsOrder } from "./parts-order";
import { prescriptionRefill } from "./prescription-refill";
import { priceQuestion } from "./price-question";
import { requestFailed } from "./request-failed";
import { rescheduleCheckup } from "./reschedule-checkup";
import { robocall } from "./robocall";
import { serviceAppointment } from "./service-appointment";
import { silentCaller } from "./silent-caller";
import { spanishBooking } from "./spanish-booking";
import { testDrive } from "./test-drive";
import { tradeInValuation } from "./trade-in-valuation";
import { transferToSales } from "./transfer-to-sales";
import { wrongNumber } from "./wrong-number";

/** Every written conversation that traffic may choose. */
export const CONVERSATIONS: readonly Conversation[] = [
  angryAboutRepair,
  angryAboutWaiting,
  appointmentReminder,
  bookFirstVisit,
  busy,
  calendarToolFailure,
  cancelAppointment,
  clinicOpeningHours,
  clinicVoicemail,
  confusedCaller,
  dealerOpeningHours,
  dealerVoicemail,
  emergencyRedirect,
  financingPrequalification,
  hungUpEarly,
  insuranceQuestion,
  labResultsToolFailure,
  leaseReturnFollowUp,
  noAnswer,
  partsOrder,
  prescriptionRefill,
  priceQuestion,
  rescheduleCheckup,
  robocall,
  serviceAppointment,
  silentCaller,
  spanishBooking,
  testDrive,
  tradeInValuation,
  transferToSales,
  wrongNumber,
];

const BY_ID = new Map([...CONVERSATIONS, requestFailed].map((conversation) => [conversation.id, conversation]));

/** The conversation of an id, or undefined. */
export const findConversation = (id: string): Conversation | undefined => BY_ID.get(id);
