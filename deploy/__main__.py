"""`python -m deploy`: bring the database at DATABASE_URL to the state this code expects."""

import os
import sys

from deploy.migrate import migrate

if __name__ == "__main__":
    url = os.environ.get("DATABASE_URL", "")
    if not url:
        sys.exit("Give the database: DATABASE_URL=postgresql://user@host/name python -m deploy")
    migrate(url)
    print("The database is up to date.")
