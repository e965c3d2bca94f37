"""nbgrader's courses: submissions are graded behind our wall, and marks and comments go into nbgrader's gradebook."""
