"""How well does the reader tell an answered question from a near one?"""
