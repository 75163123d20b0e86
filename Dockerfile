# For amd64 and arm64: `docker buildx build --platform linux/amd64,linux/arm64 .`; PostgreSQL's and the pictures' programs come for each. Both
# stages run on the platform that is built for, since npm chooses by it. Not Alpine: PostgreSQL's programs need glibc.
# test/process/container.test.ts does what stands here without Docker: installs, copies, starts as somebody else on a read-only root.
FROM node:24-slim AS dependencies
WORKDIR /app
COPY package.json package-lock.json ./
# The pinned Node of the development dependencies is not needed here: the image is that Node.
RUN npm ci --omit=dev

FROM node:24-slim
ENV NODE_ENV=production DATA_DIR=/data
WORKDIR /app
COPY --from=dependencies /app/node_modules ./node_modules
COPY package.json LICENSE ./
COPY src ./src
COPY emulator ./emulator
COPY sandbox ./sandbox
COPY locales ./locales
COPY drizzle ./drizzle
RUN mkdir /data /backups && chown node:node /data /backups
VOLUME /data
USER node
# A real bot listens on all addresses. The sandbox (no BOT_TOKEN) needs -e HOST=0.0.0.0 to be reached from outside of the container.
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=3s --start-period=60s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT||8080}/readyz`).then((r)=>process.exit(r.ok?0:1),()=>process.exit(1))"]
STOPSIGNAL SIGTERM
CMD ["node", "--max-semi-space-size=16", "--heap-growing-percent=25", "--import", "./src/compile-cache.js", "src/main.ts"]
