"""How is what was measured written down and held against the baseline?"""
