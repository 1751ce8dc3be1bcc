"""What `python -m knowledge` reads from its environment."""

from common.settings import ProcessSettings


class KnowledgeSettings(ProcessSettings):
    """Settings of the command line of the knowledge base."""
