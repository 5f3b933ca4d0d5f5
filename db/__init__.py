"""What is remembered: models, engines, migrations and queries. The only room that makes engines and sessions."""
