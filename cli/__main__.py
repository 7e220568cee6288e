"""``python -m careergraph.cli`` is ``careergraph``."""

from .main import main

main()
