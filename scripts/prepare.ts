// After an install: the dashboard is built once, so that `npm start` only has to start.
import { buildDashboard, isDashboardStale } from './dashboard-build.ts'

if (isDashboardStale()) await buildDashboard()
