"""What might an underspecified question mean?"""
