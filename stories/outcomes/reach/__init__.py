"""Whom the pilot reached: referrals, why support was closed, who works how many hours, questions counted by month."""
