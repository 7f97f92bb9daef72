"""How the web server runs, here and in production; numbers come from the environment."""

from config.environment import env_int

workers = env_int("WEB_WORKERS", 2)
threads = env_int("WEB_THREADS", 4)
# A gthread that shares kept-alive connections evenly with the other processes.
worker_class = "deploy.even_worker.EvenWorker"
timeout = 60
graceful_timeout = 4
max_requests = 5000
max_requests_jitter = 500
preload_app = True
control_socket_disable = True
loglevel = "warning"
