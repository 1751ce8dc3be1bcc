"""Vietnamese components of the Rasa pipeline; importing a module registers its component."""
