"""Tests in databases of their own, because what they do cannot be rolled back."""
