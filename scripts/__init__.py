"""Set-up and checks of the repository; no part of the package."""
