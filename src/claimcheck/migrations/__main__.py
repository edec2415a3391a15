"""Print the data dictionary: ``python -m claimcheck.migrations > docs/schema.md``."""

import sys

from claimcheck.migrations.dictionary import markdown

sys.stdout.write(markdown())
