"""What must a reader know beside the answer, or instead of one?"""
