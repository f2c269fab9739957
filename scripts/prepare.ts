// After an install: libraries are mended, and the dashboard is built once, so that `npm start` only has to start.
import './mend-libraries.ts'
import { freshDashboard } from './dashboard-build.ts'

await freshDashboard()
