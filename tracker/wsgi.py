"""What the application server loads."""

import os
from io import StringIO

from django.core.management import call_command
from django.core.wsgi import get_wsgi_application
from django.db import connections

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.settings")
application = get_wsgi_application()
# Django itself checks for commands only. An unsafe database or an active demo person stops the server too.
call_command("check", databases=["default"], stdout=StringIO())
connections.close_all()  # requests are answered in other threads, which open their own
