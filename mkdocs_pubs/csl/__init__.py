"""Publications in the terms of CSL, the Citation Style Language."""
