"""What do the other pages show: documents, shared answers, faults?"""
