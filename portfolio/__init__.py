"""Services, their lifecycle and components, subscriptions and SLAs."""
