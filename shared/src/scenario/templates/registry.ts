import { b2bRequest } from './b2b-request.ts'
import { catalogue } from './catalogue.ts'
import { dealerOffer } from './dealer-offer.ts'
import { faq } from './faq.ts'
import { language } from './language.ts'
import { leadCapture } from './lead-capture.ts'
import { myRequests } from './my-requests.ts'
import { sellMyCar } from './sell-my-car.ts'
import type { ScenarioTemplate } from './template.ts'
import { testDrive } from './test-drive.ts'

/** Every template, in the order in which they are offered. All of them may be live in one bot. */
export const scenarioTemplates: readonly ScenarioTemplate[] = [
  leadCapture,
  sellMyCar,
  catalogue,
  testDrive,
  faq,
  b2bRequest,
  dealerOffer,
  language,
  myRequests,
]
