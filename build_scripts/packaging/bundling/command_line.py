"""What the executable for the terminal starts."""

import sys

from quarterhour.cli import main

sys.exit(main())
