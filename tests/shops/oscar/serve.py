"""Serves the shop on a free loopback port and says where: `serve.py FOLDER`.

The folder keeps the filled database from one run to the next; a changed catalogue makes a new one. The first
line of the output is the shop's address. It ends when its standard input is closed, so that it cannot outlive
whoever started it.
"""

import hashlib
import os
import sys
import threading
from pathlib import Path

HERE = Path(__file__).resolve().parent


def prepare(folder):
    """Points the settings at a folder whose database fits the catalogue, and fills it where it is new."""
    source = b"".join((HERE / name).read_bytes() for name in ("catalogue.py", "requirements.txt", "settings.py"))
    data = folder / hashlib.sha256(source).hexdigest()[:12]
    data.mkdir(parents=True, exist_ok=True)
    os.environ["SHOP_DATA"] = str(data)
    os.environ["DJANGO_SETTINGS_MODULE"] = "settings"
    sys.path.insert(0, str(HERE))

    import django

    django.setup()
    filled = data / "filled"
    if not filled.exists():
        from django.core.management import call_command

        (data / "shop.sqlite3").unlink(missing_ok=True)
        call_command("migrate", verbosity=0, interactive=False)
        import catalogue

        catalogue.fill()
        call_command("rebuild_index", verbosity=0, interactive=False)
        filled.touch()


def serve():
    """Serves until standard input ends."""
    from django.contrib.staticfiles.handlers import StaticFilesHandler
    from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
    from django.core.wsgi import get_wsgi_application

    class Quiet(WSGIRequestHandler):
        """Requests are not logged."""

        def log_message(self, *_):
            pass

    server = ThreadedWSGIServer(("127.0.0.1", 0), Quiet, ipv6=False)
    server.daemon_threads = True
    server.set_app(StaticFilesHandler(get_wsgi_application()))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(f"http://127.0.0.1:{server.server_port}", flush=True)
    sys.stdin.read()


if __name__ == "__main__":
    prepare(Path(sys.argv[1]))
    serve()
