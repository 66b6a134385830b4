"""Nothing of a confidential resident reaches anybody outside of the owning office."""
