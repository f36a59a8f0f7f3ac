"""The few boxes: PIN, voiding, condition, quitting during a job."""
