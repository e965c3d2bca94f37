"""Grades to what people read and other programs take: tables, JSON, feedback."""
