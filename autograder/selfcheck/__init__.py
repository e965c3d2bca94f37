"""What runs on a student's own machine: public cases put to the student's file, without a sandbox."""
